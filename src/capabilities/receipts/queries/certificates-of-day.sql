select "certificate"
from "receipts"."certificates"
where "city" = $1 and "valid_from" < ($2::date + 1)::timestamp at time zone 'Europe/Paris' and "valid_to" >= $3::date::timestamp at time zone 'Europe/Paris'
order by "certificate"
