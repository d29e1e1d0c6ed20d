/** How long each part of an exchange may take, from its beginning to its end, in milliseconds. */
export const limits = { connection: 5_000, headers: 8_000, body: 5_000 }
