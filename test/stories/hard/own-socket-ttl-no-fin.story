# The same host after a restart: no FIN tells that it closed.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 98 rst-ttl 63
+0      C > S  SYN
+5ms    S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 100
+6ms    S > C  data 100
+0.1ms  C > S  ACK
+100s   C > S  data 100                     @data
+5ms    S > C  RST                          @reset
expect @reset not middlebox trigger @data
