import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http'
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs'

const exporter = new OTLPLogExporter({ url: process.env['URL'] ?? '' })
const provider = new LoggerProvider({ processors: [new BatchLogRecordProcessor(exporter)] })
const logger = provider.getLogger('burst')
const captures = Number(process.env['CAPTURES'])
for (let index = 0; index < captures; index++) logger.emit({ body: `burst ${index}` })
if (process.env['END'] === 'kill') process.kill(process.pid, 'SIGKILL')
await provider.shutdown()
