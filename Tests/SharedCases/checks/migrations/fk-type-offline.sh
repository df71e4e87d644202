# engines: sqlite postgres
for command in lint plan up; do
  printed seedbed migrate $command
  ends 2
  says "migrations/2.yaml:3:110: cannot create collection b: 'a_id' is text and a.id is id"
  says "write 'type: bigint'"
done
