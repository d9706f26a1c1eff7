# Both sides have closed; a NAT box whose entry is gone answers the stragglers: another sender, and no harm.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 46
device ttl 61
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET / host www.example.com
+28ms   S > C  RESPONSE 200 length 900
+0.1ms  S > C  FIN
+0.1ms  C > S  FIN
+26ms   S > C  ACK
+9s     C > S  ACK                          @late
+1ms    M > C  RST                          @reset
expect @reset not server severity info|note not-cause blocked-content blocked-host blocked-url
expect no finding above note
