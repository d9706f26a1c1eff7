# Both sides have closed; a packet that comes ten seconds later meets TIME-WAIT.
client 10.0.0.2:50123 ttl 50
server 203.0.113.9:80 ttl 64
+0      C > S  SYN
+0.1ms  S > C  SYN-ACK
+26ms   C > S  ACK
+1ms    C > S  GET / host www.example.com
+1ms    S > C  RESPONSE 200 length 100
+26ms   C > S  ACK
+5s     S > C  FIN
+26ms   C > S  FIN
+0.1ms  S > C  ACK
+10s    C > S  data 20                      @late
+0.1ms  S > C  RST                          @reset
expect @reset origin server cause time-wait|late-data names time-wait severity info trigger @late
expect no finding above info
