select "m"."import", "m"."month", "i"."mapping"
from "activity"."import_months" as "m"
inner join "activity"."imports" as "i" on "i"."city" = "m"."city" and "i"."import" = "m"."import"
left join "activity"."import_undos" as "u" on "u"."city" = "m"."city" and "u"."import" = "m"."import"
where "m"."city" = $1 and "u"."import" is null
order by "i"."imported_at", "m"."month"
