# No request but a TLS goodbye follows the server's FIN: nothing was lost.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 50
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  HELLO www.example.com
+27ms   S > C  SERVERHELLO 1200
+1ms    C > S  appdata 200
+30ms   S > C  appdata 900
+0.1ms  C > S  ACK
+5s     S > C  FIN
+0.1ms  C > S  ACK
+1ms    C > S  appdata 24                   @goodbye
+26ms   S > C  RST                          @reset
expect @reset origin server not-cause keepalive-race cause late-data trigger data @goodbye severity info
expect no finding above info
