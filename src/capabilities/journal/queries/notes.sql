select "size", "note"
from "journal"."checkpoints"
where "city" = $1 and "size" in ($2)
