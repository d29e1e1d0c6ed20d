export {
  type ConsoleFormat,
  type ConsoleHost,
  type ConsoleSinkOptions,
  createConsoleSink,
} from '../../sinks/console/createConsoleSink.ts'
export { type ConsoleLike, createPrinter } from '../../sinks/console/createPrinter.ts'
export {
  type ConsoleCall,
  type ConsoleLevel,
  levelOf,
  toDevTools,
} from '../../sinks/console/toDevTools.ts'
export { toJsonLine } from '../../sinks/console/toJsonLine.ts'
export { toText } from '../../sinks/console/toText.ts'
