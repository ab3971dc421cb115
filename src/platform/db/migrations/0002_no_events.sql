-- Nothing reads a stream of events yet (docs/adr/0013): a table that nothing reads or writes is not kept.
drop table platform.events;
