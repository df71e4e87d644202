# engines: sqlite
rm -f $FILE
sqlite3 $FILE "create table users(id integer primary key, name text not null); create table log(id integer primary key); with recursive n(i) as (select 1 union all select i+1 from n where i < 200001) insert into log select i from n"
seedbed db mark --i-know-this-is $FILE
seedbed seed load a
printed seedbed verify run
says "no proof: the database holds 200003 rows, and a proof is made of 200000 at most"
equal "$(sql 'select * from users order by id' | tr '\n' ' ')" "1|Ada 2|Bob "
equal "$(sql 'select count(*) from log')" 200001
