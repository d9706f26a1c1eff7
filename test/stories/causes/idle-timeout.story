# The server drops a silent connection at its timer of a minute.
client 10.0.0.2:50123 ttl 64 timestamps
server 203.0.113.9:443 ttl 50 timestamps
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  HELLO www.example.com
+27ms   S > C  SERVERHELLO 1200
+1ms    C > S  appdata 200
+30ms   S > C  appdata 900
+0.1ms  C > S  ACK
+60s    S > C  RST-ACK                      @reset
expect @reset origin server cause idle-timeout names abort trigger idle effect closed severity warn
expect @reset not-cause tcp-keepalive-timeout middlebox-idle-timeout unread-data
