# The server's sockets use 99; its kernel answers late data with the system's 64.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 98 rst-ttl 63
+0      C > S  SYN
+5ms    S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 100
+6ms    S > C  data 100
+0.1ms  S > C  FIN
+0.1ms  C > S  ACK
+3s     C > S  data 100                     @late
+5ms    S > C  RST                          @reset
expect @reset origin server cause late-data trigger @late severity info
