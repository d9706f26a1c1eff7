# What separates the connection that died from the one that lived is the host: no other path of it was tried.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 46
device ttl 60 no-df
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET / host blocked.example
+4ms    M > C  RST-ACK
connection 2
client 10.0.0.2:50124
+1s     C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET / host www.example.com
+30ms   S > C  RESPONSE 200 length 100
+0.1ms  C > S  FIN
+26ms   S > C  FIN
+0.1ms  C > S  ACK
expect pattern same-host
