# Tells the other end of the serial console that the session is over; ./lab shell then ends as ssh does.
[ "$(tty)" = /dev/ttyS0 ] && printf '\033]lab;logout\007'
