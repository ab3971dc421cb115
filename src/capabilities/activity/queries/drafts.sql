select "d"."draft", "d"."report", "d"."requested_at", "d"."why", "o"."made_at", "o"."audited", "o"."content", "o"."refusal", "o"."evidence", "s"."signed_at", "c"."words", "p"."version"
from "activity"."drafts" as "d"
left join "activity"."draft_outcomes" as "o" on "o"."city" = "d"."city" and "o"."draft" = "d"."draft"
left join "activity"."signatures" as "s" on "s"."city" = "d"."city" and "s"."draft" = "d"."draft"
left join "activity"."comments" as "c" on "c"."city" = "d"."city" and "c"."draft" = "d"."draft"
left join "activity"."publications" as "p" on "p"."city" = "d"."city" and "p"."draft" = "d"."draft"
where "d"."city" = $1
order by "d"."requested_at" desc, "d"."draft"
