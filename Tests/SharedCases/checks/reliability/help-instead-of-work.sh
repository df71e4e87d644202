# engines: sqlite
# Without /proc the command line cannot be read: that is an error, and no help with status 0.
printed seedbed
ends 64
says 'error: no command is named'
for line in 'verify run --no-such-option' 'seed load shop'; do
  printed unshare -m sh -c "mount -t tmpfs none /proc && exec seedbed $line"
  ends 64
  says 'error: the command line cannot be read'
  silent 'SUBCOMMANDS'
done
