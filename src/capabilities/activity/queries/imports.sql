select "i"."import" as "id", "i"."imported_at" as "at", "i"."mapping", "i"."rows", "i"."accepted", "i"."identical", "u"."undone_at" as "undone", (select count(*) as "n"
from "activity"."import_files" as "f"
where "f"."city" = $1 and "f"."import" = "i"."import") as "files", (select array_agg(m.month
order by m.month) as "months"
from "activity"."import_months" as "m"
where "m"."city" = $2 and "m"."import" = "i"."import") as "months"
from "activity"."imports" as "i"
left join "activity"."import_undos" as "u" on "u"."city" = "i"."city" and "u"."import" = "i"."import"
where "i"."city" = $3
order by "i"."imported_at" desc, "i"."import"
