select "demands"."reference", "demands"."token_hash", "demands"."place", "demands"."starts_at", "demands"."ends_at", "demands"."demanded_at", "demands"."mailed", "answers"."state", "answers"."words", "answers"."answered_at"
from "recourse"."preservations" as "demands"
left join "recourse"."preservation_answers" as "answers" on "answers"."city" = "demands"."city" and "answers"."reference" = "demands"."reference"
where "demands"."city" = $1
order by "demands"."demanded_at" desc, "demands"."reference", "answers"."answered_at"
