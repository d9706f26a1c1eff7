# The same name lives in another connection: whatever cut this one, it was not the name alone.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46
device ttl 60 no-df
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  HELLO www.example.com        @hello
+4ms    M > C  RST-ACK                      @reset
+22ms   S > C  ACK
+1ms    S > C  SERVERHELLO 1200
connection 2
client 10.0.0.2:50124
+1s     C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  HELLO www.example.com
+26ms   S > C  ACK
+1ms    S > C  SERVERHELLO 1200
+0.1ms  C > S  FIN
+26ms   S > C  FIN
+0.1ms  C > S  ACK
expect @reset origin middlebox not-cause blocked-sni trigger @hello effect closed
