# engines: sqlite postgres
seedbed migrate up --test --quiet
printed seedbed backfill run; ends 0
says "7 read = 3 loaded + 4 rejected"; says "'007' is a string, not a number"
equal "$(sql 'select count(*) from codes where as_int is null')" 2
sed -i 's/as_int:  {from: code}/as_int: {from: code, written_as: text, null_if: [""]}/' seeds/history/codes.yaml
printed seedbed backfill rejects replay codes; ends 0; says "4 replayed = 4 loaded"
equal "$(sql "select as_int from codes where as_text = '007'")" 7
equal "$(sql "select count(*) from codes where as_text = '' and as_int is null")" 1
