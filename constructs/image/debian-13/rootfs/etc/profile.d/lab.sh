# Tells whoever opens the serial console which machine this is.
if [ "$(tty)" = /dev/ttyS0 ]; then
  printf '\n%s: %s\n\n' "$(hostname)" \
    "$(ip -brief -family inet address show scope global | awk '{ printf "%s%s %s", separator, $1, $3; separator = ", " }')"
fi
