# Something answers the SYN at once; one round trip later the host itself refuses it as well.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:8080 ttl 46
device ttl 61
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 100
+27ms   S > C  data 100
+1ms    C > S  FIN
+26ms   S > C  FIN
+0.1ms  C > S  ACK
connection 2
client 10.0.0.2:50124
server 203.0.113.9:8081
+1s     C > S  SYN                          @syn
+2ms    M > C  RST-ACK                      @reset
+24ms   S > C  RST-ACK                      @real
expect @reset origin middlebox accusing second-answer timing ttl-shift trigger syn @syn
