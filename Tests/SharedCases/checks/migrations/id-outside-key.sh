# engines: sqlite postgres
for command in lint plan up; do
  printed seedbed migrate $command
  ends 2
  says "'j' is an id, and only a primary key of one column can be"
done
