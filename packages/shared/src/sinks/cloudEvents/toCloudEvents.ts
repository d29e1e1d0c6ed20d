import type { UsageSignal } from '../../model/signal.ts'
import { usageDeltaId } from '../../model/usageDeltaId.ts'
import { toPlainText } from '../usage/toPlainText.ts'
import type { CloudEventsOptions } from './cloudEventsOptions.ts'

/** As https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md has it. */
interface CloudEvent {
  readonly specversion: '1.0'
  readonly id: string
  readonly source: string
  readonly type: string
  readonly subject: string
  readonly time: string
  readonly data: object
}

/** One event for each delta. */
export const toCloudEvents = (
  usage: UsageSignal,
  { source, type, data }: CloudEventsOptions,
): readonly CloudEvent[] => {
  const { meter, minute, resource, deltas } = usage
  const shared = {
    source: source ?? encodeURIComponent(toPlainText(resource.service)),
    type: toPlainText(type ? type(meter) : meter),
    time: new Date(minute).toISOString(),
  }
  return deltas.map((delta, index) => ({
    specversion: '1.0',
    id: toPlainText(usageDeltaId(usage, index)),
    ...shared,
    subject: toPlainText(delta.subject),
    data: data ? data(delta, usage) : { value: delta.quantity },
  }))
}
