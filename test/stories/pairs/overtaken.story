# On the way the second half of a request overtakes the first.
server 203.0.113.9:443 ttl 54
second hops 10 delay 10
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 300
+0.1ms  C > S  data 300 there-late 2
+0.1ms  C > S  data 200
+20ms   S > C  ACK
+1s     S > C  RST-ACK                 @reset
+1s     end
expect @reset compared client passed 5 reordered 1 lostBetween 0
