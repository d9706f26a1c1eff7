# The user closes the tab: the client resets what it no longer wants, and again what was under way.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  HELLO www.example.com
+27ms   S > C  SERVERHELLO 1200
+1ms    C > S  appdata 200
+27ms   S > C  data 1400
+0.1ms  S > C  data 1400
+0.1ms  C > S  RST-ACK                      @cancel
+0.1ms  S > C  data 1400
+0.1ms  C > S  RST                          @again
expect @cancel origin client effect closed severity note|info
expect @again origin client severity info
expect no finding above note
