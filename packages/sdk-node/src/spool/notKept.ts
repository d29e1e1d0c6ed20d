/** Says that these signals are not kept, though nothing is wrong with the disk. */
export class NotKept extends Error {}
