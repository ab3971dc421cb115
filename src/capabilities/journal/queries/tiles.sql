select "n", "hashes"
from "journal"."tiles"
where "city" = $1 and "level" = $2 and "n" >= $3 and "n" <= $4
order by "n"
