/** The statements, on the tables of one schema. */
export interface Statements {
  /** Of each batch: ids of signals, then the columns of its deltas, then the periods. */
  readonly count: string
  readonly total: string
}

/**
 * Rows are written in one order by all who count, so that none waits for another that waits for it: ids of
 * signals, then of deltas, then totals, each sorted. What waits for a row of an id sees afterwards whether it
 * was counted. A statement is a transaction of its own, and leaves nothing behind in its session.
 */
export const createStatements = (schema: string): Statements => ({
  count: `
with new_signals as (
  insert into "${schema}".usage_seen (id)
  select decode(id, 'hex') from unnest($1::text[]) as id order by 1
  on conflict (id) do nothing
  returning id
), told as (
  select distinct on (delta_or_place) told.*
  from (
    select
      decode(signal, 'hex') as signal, decode(delta, 'hex') as delta, decode(key, 'hex') as key,
      meter, subject, quantity::numeric as quantity,
      ${timeOf('minute::bigint')} as minute,
      coalesce(delta, place::text) as delta_or_place, place
    from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
      with ordinality as told (signal, delta, key, meter, subject, quantity, minute, place)
  ) as told
  join new_signals on new_signals.id = told.signal
  order by delta_or_place, place
), new_deltas as (
  insert into "${schema}".usage_seen (id)
  select delta from told where delta is not null order by 1
  on conflict (id) do nothing
  returning id
)
insert into "${schema}".usage_totals as held (key, period, start, meter, subject, total)
select
  key, period, date_trunc(period, minute) at time zone 'UTC', min(meter), min(subject), sum(quantity)
from told cross join unnest($9::text[]) as period
where delta is null or delta in (select id from new_deltas)
group by 1, 2, 3
order by 1, 2, 3
on conflict (key, period, start) do update set total = held.total + excluded.total`,
  total: `
select total::text as total from "${schema}".usage_totals
where key = decode($1, 'hex') and period = $2
  and start = ${timeOf('$3::bigint')} at time zone 'UTC'`,
})

/** The time in UTC of a minute, by whole numbers: a double that counts microseconds tells none that is far off. */
const timeOf = (minute: string): string =>
  `(timestamp 'epoch' + make_interval(days => (${minute} / 86400000)::int, mins => (${minute} % 86400000 / 60000)::int))`
