# The server answered one connection in full; the SYN of the next never reached it, and what refused it came from seven
# hops nearer than the server.
server 203.0.113.9:443 ttl 54
device ttl 61
second hops 10 delay 10
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 300
+20ms   S > C  data 400
+0.1ms  C > S  FIN
+20ms   S > C  FIN
+0.1ms  C > S  ACK
connection 2
client 10.0.0.2:50124 ttl 64
+1s     C > S  SYN                     here @syn
+7ms    M > C  RST-ACK                 @forged
connection 1
+1s     end
expect @forged origin middlebox accusing other-capture trigger @syn
expect pair connections 1 hops 10
