# A device on the way refuses: too soon for that host, from another distance, while its port answers others.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 50
device ttl 61
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  HELLO www.example.com
+26ms   S > C  ACK
+1ms    S > C  SERVERHELLO 900
+10ms   C > S  FIN
+26ms   S > C  FIN
+0.1ms  C > S  ACK
connection 2
client 10.0.0.2:50124
server 203.0.113.9:8080
+1s     C > S  SYN
+3ms    M > C  RST-ACK                      @reset
expect @reset origin middlebox not-cause port-closed host-firewall-reject trigger syn effect closed
expect @reset accusing ttl-shift timing
