curl -X POST 'http://h/a?b=c' -H 'content-type: application/json' -d '{"a":"it'"'"'s"}' \
  --max-time 3
curl http://h/b -b c=d
