select "o"."unit", "o"."number", "o"."kind", "o"."since", "d"."left_on"
from "city"."officers" as "o"
left join "city"."officer_departures" as "d" on "d"."city" = "o"."city" and "d"."unit" = "o"."unit" and "d"."number" = "o"."number"
where "o"."city" = $1
order by "o"."unit", "o"."number"
