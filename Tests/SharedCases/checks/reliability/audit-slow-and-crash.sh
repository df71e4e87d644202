# engines: sqlite
echo 'golden: g' > seedbed.yaml
start=$(date +%s)
mkdir calls aliases members
python3 -c "print('import random\n'+'x = random.random()\n'*50000)" > calls/a.py
printed seedbed audit calls --quiet; ends 1
python3 -c "print('import random\na0=random\n'+''.join(f'a{i}=a{i-1}\n' for i in range(1,20000))+'a19999.random()')" > aliases/a.py
printed seedbed audit aliases; ends 1; says "a.py:20002:1"
python3 -c "print('import random\nrandom'+'.b'*500000+'.random()')" > members/a.py
printed seedbed audit members; ends 0
equal "$(($(date +%s) - start < 60))" 1
