-- Nothing has ever read or written this stream of events (docs/adr/0013), so no client can miss it.
-- squawk-ignore ban-drop-table
drop table platform.events;
