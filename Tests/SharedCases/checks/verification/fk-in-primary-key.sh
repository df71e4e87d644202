# engines: sqlite
tried() { # SCHEMA: a run that ends with a report, and leaves the rows as they were
  rm -f $FILE
  sqlite3 $FILE "$1"
  seedbed db mark --i-know-this-is $FILE
  seedbed seed load a
  before=$(sql 'select * from tags order by tag; select * from item_tags')
  printed seedbed verify run
  ends 0
  says "operational 100.0% (1/1) · proved real 100.0% (1/1)"
  equal "$(sql 'select * from tags order by tag; select * from item_tags')" "$before"
}
tags="create table tags(tag text primary key)"
tried "$tags; create table item_tags(item integer not null, tag text not null references tags(tag), primary key(item, tag))"
tried "$tags; create table item_tags(item integer primary key, tag text not null unique references tags(tag))"
sed -i 's/i: {item/i: {id: 1, item/' seeds/*.yaml
tried "$tags; create table item_tags(id integer primary key, item integer not null, tag text not null references tags(tag), unique(item, tag))"
