# engines: sqlite postgres
seedbed migrate up --test --quiet
printed seedbed backfill run; ends 0; says "'2480,50' is not a number"; silent "2480.50'"
equal "$(sql "select id, amount from grouped order by id" | tr '\n' ' ')" "f1|2480.0000 f2|-31415.0000 f4|3.5000 "
equal "$(sql "select count(*) from comma")" 2
sed -i 's/, decimal_mark: ","//' seeds/history/comma.yaml
printed seedbed backfill run comma --restart; says "'-31,415' may be -31415 or -31.415"
