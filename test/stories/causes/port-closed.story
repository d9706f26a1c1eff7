# Nobody listens on the port; another port of the host, open, shows how far away it is.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:8443 ttl 50
+0      C > S  SYN
+26ms   S > C  RST-ACK                      @reset
connection 2
client 10.0.0.2:50124
server 203.0.113.9:443
+100ms  C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  HELLO www.example.com
+26ms   S > C  ACK
+1ms    S > C  SERVERHELLO 900
+10ms   C > S  FIN
+26ms   S > C  FIN
+0.1ms  C > S  ACK
expect @reset origin server cause port-closed trigger syn effect closed severity warn
expect @reset clearing ttl-shift timing rst-form silent traffic-class window odd-bits payload
