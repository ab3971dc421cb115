import type pg from 'pg'

/** Lists shared by all cities: the cities themselves, and counters that an attacker must not be able to choose a city for. */
const SHARED = ['city.cities', 'platform.migrations']

/** Tables of city data whose keys do not start with the city, or that row security does not cover. */
export async function tenancyFaults(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string; secured: boolean; key: string | null; first: string | null }>(`
    select format('%s.%s', n.nspname, c.relname) as name, c.relrowsecurity as secured, k.conname as key,
      (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attnum = k.conkey[1]) as first
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
      left join pg_constraint k on k.conrelid = c.oid and k.contype in ('p', 'u', 'f')
    where c.relkind = 'r' and n.nspname <> 'pgboss' and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
    union all
    select format('%s.%s', n.nspname, c.relname), c.relrowsecurity, i.relname,
      (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attnum = x.indkey[0])
    from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid join pg_namespace n on n.oid = c.relnamespace
    where x.indisunique and not x.indisprimary and n.nspname <> 'pgboss' and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
      and not exists (select from pg_constraint k where k.conindid = i.oid)
    order by 1`)
  const own = rows.filter(({ name }) => !SHARED.includes(name))
  const unsecured = [...new Set(own.filter(({ secured }) => !secured).map(({ name }) => name))].map((name) => `${name}: no row security`)
  const keys = own
    .filter(({ key, first }) => key === null || first !== 'city')
    .map(({ name, key }) => `${name}: ${key ?? 'no key'} does not start with the city`)
  return [...unsecured, ...keys].sort()
}
