-- An independent observer has a voice of its own beside the city's. A mail that someone asked to follow says how to stop it (RFC 8058).
alter type platform.staff_role add value 'observer' after 'auditor';
alter table platform.mails add column unsubscribe text;
