-- A mail's own times are to the hour: what it tells of may be tied to a person by its minute. `due_at`: exact while it waits, gone once it left.
alter table platform.mails add column due_at timestamptz;
update platform.mails set due_at = created_at + attempts * attempts * interval '1 minute' where state = 'queued';
update platform.mails set created_at = date_trunc('hour', created_at), sent_at = date_trunc('hour', sent_at);

-- Requests of one address are counted in memory, by a digest that no restart survives: nothing of an address is on a disk.
-- squawk-ignore ban-drop-table
drop table platform.rate_limits;
