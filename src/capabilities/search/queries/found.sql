select "path", "title", "matches", ts_headline('search.fr', body, websearch_to_tsquery('search.fr', $1), 'StartSel=,StopSel=,MaxFragments=2,MaxWords=18,MinWords=8') as "extract"
from (select "path", "title", "body", count(*) over () as "matches", ts_rank(lexemes, websearch_to_tsquery('search.fr', $2)) as "rank"
from (select "path", "title", "body", "lexemes"
from "search"."documents"
where "city" = $3 and "language" = $4 and lexemes @@ websearch_to_tsquery('search.fr', $5)
limit $6) as "m"
order by "rank" desc, "path"
limit $7 offset $8) as "b"
order by "rank" desc, "path"
