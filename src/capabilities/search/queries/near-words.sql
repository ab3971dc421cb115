select "word", "known"
from search.near($1, $2) as "n"
