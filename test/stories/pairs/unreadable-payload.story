# The payload of either capture was made unreadable apart from the other before it was passed on: nothing of it is alike,
# and that accuses nobody.
server 203.0.113.9:80 ttl 54
second hops 10 delay 10
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  text "mq7rkz0wvb5xh2pfjd" there-text "c9tlsy4gneu8ao1i3w"
+20ms   S > C  text "xw3bvq8zkhtr0mjfp5" there-text "6ucgylan2soe7d14i9"
+0.1ms  C > S  ACK
+1s     C > S  RST-ACK                 @reset
+1s     end
expect no kind tampered-content
expect @reset origin client compared client passed 5 changed 1 compared server passed 2 changed 1 changes payload
