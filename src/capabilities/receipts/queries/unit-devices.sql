select "d"."device", "d"."number", "d"."enrolled_at", "s"."reason", "s"."stopped_at"
from "receipts"."devices" as "d"
left join "receipts"."device_stops" as "s" on "s"."city" = "d"."city" and "s"."device" = "d"."device"
where "d"."city" = $1 and "d"."unit" = $2
order by "d"."number"
