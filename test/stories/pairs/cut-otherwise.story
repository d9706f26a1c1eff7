# The server's network card cuts what its capture holds in one piece: nothing was lost and nothing put in.
server 203.0.113.9:443 ttl 54
second hops 10 delay 10
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 300
+10ms   S > C  data 2800               there dropped ttl 64 @whole
+10ms   S > C  data 1400 seq =seq of @whole        here
+0.1ms  S > C  data 1400 seq =seq of @whole +1400  here
+0.1ms  C > S  ACK
+1s     S > C  RST-ACK                 @reset
+1s     end
expect @reset origin server clearing other-capture compared server passed 2 lostBetween 0 injected 0 unseen 0
