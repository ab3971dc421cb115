select "word"
from "search"."words"
where "city" = $1 and "language" = $2 and word operator(search.%) $3
order by search.similarity(word, $4) desc, "word"
limit $5
