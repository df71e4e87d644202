# engines: sqlite
printed seedbed verify run --report junit=j.xml --report markdown=m.md --report html=h.html --report tap=t.tap --report json=v.json
ends 1
says 'down \u001b[31mRED \u0000 \u0008'
says '\u202etxt.exe'
echo "$out" > out.txt
for file in out.txt j.xml m.md h.html t.tap v.json; do
  equal "$file $(LC_ALL=C grep -a -c -P '[\x00\x07\x08\x1b]|\xe2\x80\xae|\xef\xbf\xbe' $file)" "$file 0"
done
grep -q 'x\\ufffey' j.xml
# A name with a bar and backticks stays in its cell.
grep -q '^| ``GET /plain (a \\| b, `code`)`` |' m.md
equal "$(grep -c '^|' m.md)" 6
