# The server's reset takes another way than its data: it loses eight hops more, and both captures hold it.
server 203.0.113.9:443 ttl 54
second hops 10 delay 10
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 300
+20ms   S > C  ACK
+1s     S > C  data 400
+0.1ms  C > S  ACK
+1s     C > S  data 300
+20ms   S > C  RST ttl 46 there-ttl 64 @reset
+1s     end
expect @reset not middlebox clearing other-capture seen-there @reset
