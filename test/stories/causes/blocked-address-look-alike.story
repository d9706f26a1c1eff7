# One port of the address is cut at the handshake, the other one lives: it is not the address.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46 id counter 4000
device ttl 85 no-df
+0      C > S  SYN
+26ms   S > C  SYN-ACK                      @synack
+0.03ms C > S  ACK                          @ack
+0.04ms M > C  RST seq next                 @reset
connection 2
client 10.0.0.2:50124
server 203.0.113.9:80
+2s     C > S  SYN
+26ms   S > C  SYN-ACK
+0.03ms C > S  ACK
+1ms    C > S  GET / host www.example.com
+30ms   S > C  RESPONSE 200 length 300
+0.1ms  C > S  FIN
+26ms   S > C  FIN
+0.1ms  C > S  ACK
expect @reset origin middlebox cause blocked-port not-cause blocked-address trigger @synack|@ack
expect pattern same-port no pattern same-address
