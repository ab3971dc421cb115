select "c"."unit", "d"."number" as "device", "m"."key_id", "m"."first_seq", "m"."last_seq", "m"."received_at", m.last_seq - m.first_seq + 1 - (select count(*) as "n"
from "receipts"."receipts" as "r"
where "r"."city" = "m"."city" and "r"."key_id" = "m"."key_id" and "r"."seq" >= "m"."first_seq" and "r"."seq" <= "m"."last_seq") as "missing"
from "receipts"."manifests" as "m"
inner join "receipts"."certificates" as "c" on "c"."city" = "m"."city" and "c"."key_id" = "m"."key_id"
inner join "receipts"."devices" as "d" on "d"."city" = "c"."city" and "d"."device" = "c"."device"
where "m"."city" = $1 and "m"."received_at" >= $2::date
order by "m"."received_at" desc
