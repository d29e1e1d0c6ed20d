-- Counters of Holdfast: what subjects have used of meters, by hour, day and month of UTC.
-- Run it once, as the role that will count. It can be run again, and then changes nothing.
-- To keep them in another schema, replace `holdfast` by its name, and give that as the option `schema`.

create schema if not exists holdfast;

create table if not exists holdfast.usage_totals (
  -- A digest of meter and subject: an index has no room for texts of any length.
  key bytea not null,
  -- 'minute', 'hour', 'day' or 'month'.
  period text collate "C" not null,
  -- When it begins.
  start timestamptz not null,
  -- As they were told; controls, halves of characters and backslashes as \u and four digits.
  meter text collate "C" not null,
  subject text collate "C" not null,
  total numeric not null,
  primary key (key, period, start)
) with (fillfactor = 80);

-- For bills, by period, and for what is old.
create index if not exists usage_totals_start on holdfast.usage_totals (period, start);

-- What was counted, so that a repeat is not counted again.
create table if not exists holdfast.usage_seen (
  id bytea primary key,
  seen_at timestamptz not null default now()
);

create index if not exists usage_seen_at on holdfast.usage_seen using brin (seen_at);

-- Without a policy, nobody but the owner and roles that bypass it reads or writes a row.
alter table holdfast.usage_totals enable row level security;
alter table holdfast.usage_seen enable row level security;
revoke all on schema holdfast from public;
revoke all on all tables in schema holdfast from public;

-- Takes away what is old, and says how many rows. A repeat is known as one for as long as `repeats`.
-- What somebody is counting at the time is left to the next call.
create or replace function holdfast.prune_usage(
  repeats interval default '7 days',
  minutes interval default '2 days',
  hours interval default '40 days',
  days interval default '400 days',
  months interval default null
) returns bigint
language sql
set search_path = ''
as $$
  with old_seen as (
    select id from holdfast.usage_seen
    where seen_at < now() - repeats
    for update skip locked
  ), gone_seen as (
    delete from holdfast.usage_seen using old_seen where usage_seen.id = old_seen.id
    returning 1
  ), old_totals as (
    select key, period, start from holdfast.usage_totals
    where (period = 'minute' and start < now() - minutes)
      or (period = 'hour' and start < now() - hours)
      or (period = 'day' and start < now() - days)
      or (period = 'month' and start < now() - months)
    for update skip locked
  ), gone_totals as (
    delete from holdfast.usage_totals using old_totals
    where usage_totals.key = old_totals.key
      and usage_totals.period = old_totals.period
      and usage_totals.start = old_totals.start
    returning 1
  )
  select (select count(*) from gone_seen) + (select count(*) from gone_totals)
$$;

revoke all on function holdfast.prune_usage(interval, interval, interval, interval, interval) from public;
