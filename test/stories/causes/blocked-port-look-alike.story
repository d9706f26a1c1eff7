# Another client's connection to the same port lives: the port is not what is blocked.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46
device ttl 85 no-df
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.03ms C > S  ACK
+0.04ms M > C  RST seq next                 @reset
connection 2
client 10.0.0.3:50124
+2s     C > S  SYN
+26ms   S > C  SYN-ACK
+0.03ms C > S  ACK
+1ms    C > S  HELLO www.example.com
+30ms   S > C  SERVERHELLO 300
+0.1ms  C > S  FIN
+26ms   S > C  FIN
+0.1ms  C > S  ACK
expect @reset origin middlebox not-cause blocked-port blocked-sni
expect no pattern same-port no pattern same-name
